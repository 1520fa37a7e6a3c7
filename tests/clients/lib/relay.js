'use strict';

const http = require('node:http');

/**
 * Stands between the playground and the server's messaging endpoint and notes what passes, unchanged.
 * @param {string} target address of the messaging endpoint
 * @returns {Promise<{address: string, posts: {token?: string, activity: object, status: number}[], close: () => void}>}
 *   `posts` grows with every answered POST; `token` is the bearer token that came with it.
 */
function startRelay(target) {
  const posts = [];
  const relay = http.createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const { host, connection, 'content-length': length, 'transfer-encoding': encoding, ...headers } = request.headers;
    try {
      const answer = await fetch(target, { method: request.method, headers, body: body.length > 0 ? body : undefined });
      const content = Buffer.from(await answer.arrayBuffer());
      if (request.method === 'POST') {
        const token = headers.authorization?.replace(/^Bearer /, '');
        posts.push({ token, activity: JSON.parse(body), status: answer.status });
      }
      response.writeHead(answer.status, answer.headers.has('content-type') ? { 'content-type': answer.headers.get('content-type') } : {});
      response.end(content);
    } catch (error) {
      response.writeHead(502);
      response.end(`relay: ${error.message}`);
    }
  });
  return new Promise((resolve) => {
    relay.listen(0, '127.0.0.1', () => resolve({
      address: `http://127.0.0.1:${relay.address().port}/api/messages`,
      posts,
      close: () => relay.closeAllConnections() ?? relay.close(),
    }));
  });
}

module.exports = { startRelay };
