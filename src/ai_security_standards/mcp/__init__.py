"""The door for agents: a server of the Model Context Protocol with nine read-only tools (extra `mcp`).

`aiss mcp` serves one client over standard input and output. `tools` has the tools, `answers` the form of
every answer, `schemas` its description, and `server` hands all of it to the official SDK.
"""
