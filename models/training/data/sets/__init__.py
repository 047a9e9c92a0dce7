"""The adapters: one module a family of file formats; `catalogue` names them all."""
