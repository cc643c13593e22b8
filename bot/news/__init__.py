"""Pure: values in, values out. No clock, no network, no asyncio; each stage imports only earlier ones."""
