"""The desktop window: view-models own state, views show it, widgets compute nothing."""
