"""The shared look of all pages: base page, components, texts and assets."""
