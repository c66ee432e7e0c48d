"""Log-in with an organisation's account, by OpenID Connect (NL GOV OIDC 1.0)."""
