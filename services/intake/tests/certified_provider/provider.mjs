// A certified OpenID Connect provider with one client that proves itself with a key.
// Settings come as JSON in the only argument: port, redirectUri, startUri, logOutUri, clientKey
// (public JWK), claims.
import Provider from 'oidc-provider'

const { port, redirectUri, startUri, logOutUri, clientKey, claims } = JSON.parse(process.argv[2])
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: 'samenspel',
      redirect_uris: [redirectUri],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'PS256',
      jwks: { keys: [clientKey] },
      backchannel_logout_uri: logOutUri,
      backchannel_logout_session_required: true,
      post_logout_redirect_uris: [startUri],
    },
  ],
  cookies: { keys: ['only for tests'] },
  claims: { openid: ['sub'], profile: Object.keys(claims) },
  enabledJWA: {
    clientAuthSigningAlgValues: ['PS256', 'RS256', 'ES256'],
  },
  features: { backchannelLogout: { enabled: true }, rpInitiatedLogout: { enabled: true } },
  // it calls no address of the same machine, where our tests are
  fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined }),
  pkce: { required: () => true },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...claims }) }),
})
provider.listen(port, '127.0.0.1')
