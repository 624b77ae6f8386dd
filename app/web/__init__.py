"""What every door needs: rendering, forms, cookies, headers, errors."""
