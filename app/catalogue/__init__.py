"""The catalogue of administrative procedures (danh mục thủ tục hành chính), by date."""
