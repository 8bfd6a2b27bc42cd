"""The part of the page 数据交换 that sends forms out and takes them back: a city and its counties."""
