"""Reading workbooks: file -> sheets -> tables -> cells."""
