"""The login of a resident."""
