// A real identity provider on this machine, for tests: made-up people, whose groups come as a claim.
//
//     node provider.mjs [PORT] [ALGORITHM]      # prints its issuer in one line, then serves until it is stopped
//
// `PUT /test` with {"tamper": KIND} has it send ID tokens that nobody should believe; `{"claims": "token"}` has it put
// everything into the ID token rather than telling it only where it is asked.

import { createServer } from 'node:http'
import { randomUUID } from 'node:crypto'

import * as jose from 'jose'
import Provider from 'oidc-provider'

const [port = '0', algorithm = 'RS256'] = process.argv.slice(2)

const PEOPLE = {
  ines: { name: 'Ines Example', groups: ['everybody', 'mods'], org: 'chess' },
  otto: { name: 'Otto Example', groups: ['mods'], org: 'go' },
  lena: { name: 'Lena Example', groups: ['leads', 'mods'], org: 'chess' },
  ada: { name: 'Ada Example', groups: ['admins'], org: 'chess' },
  vic: { name: 'Vic Example', groups: ['readers'], org: 'chess' },
  // Calls themselves what a proxy could take for another line.
  eve: { name: 'Eve Example', groups: ['mods'], preferred_username: 'eve\r\nX-Koko-User: ada' },
  sam: { name: 'Sam Example', groups: ['knitting'], org: 'chess' },
  nobody: { name: 'No Body' },
}
const more = (id) => ({ preferred_username: id, email: `${id}@id.example`, ...PEOPLE[id] })
const SECRET = 'a made-up secret that is long enough'
const CLAIMS = ['name', 'preferred_username', 'groups', 'org']

const newKey = async (kid = randomUUID()) => {
  const { privateKey } = await jose.generateKeyPair(algorithm, { extractable: true })
  return { ...(await jose.exportJWK(privateKey)), kid, alg: algorithm, use: 'sig' }
}
const key = await newKey()
const options = { tamper: undefined, claims: 'asked' }

const server = createServer()
await new Promise((listening) => server.listen(Number(port), '127.0.0.1', listening))
const issuer = `http://127.0.0.1:${server.address().port}`

const client = {
  grant_types: ['authorization_code'],
  response_types: ['code'],
  redirect_uris: ['http://127.0.0.1/console/sign-in/back'],
  id_token_signed_response_alg: algorithm,
}
const provider = new Provider(issuer, {
  clients: [
    { ...client, client_id: 'koko', client_secret: SECRET },
    { ...client, client_id: 'edge', client_secret: SECRET },
    { ...client, client_id: 'koko-post', client_secret: SECRET, token_endpoint_auth_method: 'client_secret_post' },
    { ...client, client_id: 'koko-public', token_endpoint_auth_method: 'none' },
  ],
  claims: { openid: ['sub'], profile: CLAIMS, email: ['email'] },
  cookies: { keys: [randomUUID()] },
  features: { devInteractions: { enabled: true } },
  findAccount: (_, id) => {
    if (!Object.hasOwn(PEOPLE, id)) return undefined
    return { accountId: id, claims: () => ({ sub: id, ...more(id) }) }
  },
  jwks: { keys: [key] },
  pkce: { required: () => true },
})

// Koko listens on a port that nobody knows before, and so does what stands before it (deploy/auth).
const BACK = ['/console/sign-in/back', '/edge/back']
const isOurs = (host) => host === '127.0.0.1' || host.endsWith('.koko.test')
provider.Client.prototype.redirectUriAllowed = (uri) => {
  const { protocol, hostname, pathname } = new URL(uri)
  return /^https?:$/.test(protocol) && isOurs(hostname) && BACK.includes(pathname)
}

const sign = async (claims, by = key) =>
  new jose.SignJWT(claims).setProtectedHeader({ alg: algorithm, kid: by.kid }).sign(await jose.importJWK(by, algorithm))

const TAMPERED = {
  signature: (token, claims) => {
    const [head, , signature] = token.split('.')
    return [head, jose.base64url.encode(JSON.stringify({ ...claims, groups: ['admins'] })), signature].join('.')
  },
  none: (_, claims) => new jose.UnsecuredJWT(claims).encode(),
  hmac: (_, claims) =>
    new jose.SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(SECRET)),
  // Somebody else's key under the name of ours, and one of which nobody has heard.
  key: async (_, claims) => sign(claims, await newKey(key.kid)),
  unknown_key: async (_, claims) => sign(claims, await newKey()),
  issuer: (_, claims) => sign({ ...claims, iss: 'https://elsewhere.example' }),
  audience: (_, claims) => sign({ ...claims, aud: 'another-service' }),
  nonce: (_, claims) => sign({ ...claims, nonce: 'of another sign-in' }),
  no_nonce: (_, { nonce, ...claims }) => sign(claims),
  expired: (_, claims) => sign({ ...claims, iat: claims.iat - 7_200, exp: claims.iat - 3_600 }),
  access_token: (_, claims) => sign({ ...claims, at_hash: jose.base64url.encode(new Uint8Array(16)) }),
  missing: () => undefined,
}

provider.use(async (context, next) => {
  await next()
  const token = context.body?.id_token
  if (context.oidc?.route !== 'token' || !token) return
  let claims = jose.decodeJwt(token)
  if (options.claims === 'token') {
    claims = { ...claims, ...more(claims.sub) }
    context.body.id_token = await sign(claims)
  }
  if (options.tamper) context.body.id_token = await TAMPERED[options.tamper](context.body.id_token, claims)
})

const answer = provider.callback()
server.on('request', async (request, response) => {
  if (request.url !== '/test') return answer(request, response)
  const parts = await request.toArray()
  Object.assign(options, { tamper: undefined, claims: 'asked' }, JSON.parse(Buffer.concat(parts).toString()))
  return response.writeHead(204).end()
})
process.stdout.write(`${issuer}\n`)
