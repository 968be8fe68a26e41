"""What one browser tab keeps and knows, without Streamlit: a test can be its clock."""
