'use strict';

const { eventually } = require('./checks');
const { DirectLineCustomer } = require('./direct-line-customer');
const { askForToken } = require('./token');

/** What the endpoint answers to tokens that are missing, forged, altered or another conversation's. */
async function checkTokens(checks, server) {
  const mine = await askForToken(server);
  const theirs = await askForToken(server);
  for (const { token } of [mine, theirs]) await call(server, 'POST', '/conversations', token);

  const refreshed = await call(server, 'POST', '/tokens/refresh', mine.token);
  checks.that('a valid token is refreshed for the same conversation',
    refreshed.status === 200 && refreshed.body.conversationId === mine.conversationId && refreshed.body.expires_in >= 1800, refreshed);

  const activities = `/conversations/${mine.conversationId}/activities`;
  const post = (token) => call(server, 'POST', activities, token, { type: 'message', from: { id: 'x' }, text: 'let me in' });
  // 403 is what the client understands as "expired"; a 401 it would take for a hard error.
  const forgeries = {
    'a garbage token': 'garbage',
    'a token with the expiry moved into the past': altered(mine.token, { exp: 1 }),
    'a token with the expiry moved into the future': altered(mine.token, { exp: 4102444800 }),
    'a token altered to another conversation': altered(theirs.token, { conv: mine.conversationId }),
    'a token without a signature': unsigned(mine.token),
  };
  for (const [what, token] of Object.entries(forgeries)) {
    const answers = [await call(server, 'GET', activities, token), await post(token), await call(server, 'POST', '/tokens/refresh', token)];
    checks.that(`${what} is answered 403`, answers.every((answer) => answer.status === 403), answers);
  }
  const bare = await call(server, 'GET', activities);
  checks.that('no token at all is answered 401', bare.status === 401, bare);

  const foreign = [
    await call(server, 'GET', activities, theirs.token),
    await call(server, 'GET', `/conversations/${mine.conversationId}?watermark=`, theirs.token),
    await post(theirs.token),
  ];
  checks.that('another conversation\'s token is refused', foreign.every(({ status }) => status === 403 || status === 404), foreign);
  const seen = await call(server, 'GET', activities, mine.token);
  checks.that('nothing of all that reached the conversation',
    seen.status === 200 && !seen.body.activities.some((activity) => activity.text === 'let me in'), seen);

  const intruder = new DirectLineCustomer({ server, token: 'garbage', webSocket: true });
  const refused = await eventually(() => intruder.status === 'FailedToConnect');
  checks.that('the client understands the refusal at once', refused, intruder.status);
  intruder.end();
}

async function call(server, method, path, token, body) {
  const response = await fetch(`${server}/v3/directline${path}`, {
    method,
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...(body && { 'content-type': 'application/json' }) },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: parsed(text) };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The same token with other claims under the old signature. */
function altered(token, claims) {
  const [header, payload, signature] = token.split('.');
  return [header, encode({ ...decode(payload), ...claims }), signature].join('.');
}

function unsigned(token) {
  const [header, payload] = token.split('.');
  return `${encode({ ...decode(header), alg: 'none' })}.${payload}.`;
}

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part) => JSON.parse(Buffer.from(part, 'base64url').toString());

module.exports = { checkTokens };
