"""The guided tour over the real pages."""
