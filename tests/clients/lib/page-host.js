'use strict';

const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');

// By path: the package does not export its bundle for script tags.
const webChat = path.join(__dirname, '../node_modules/botframework-webchat/dist/webchat.js');
const page = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Somebody else's site</title>
<link rel="icon" href="data:,">
<style>html,body,#chat{height:100%;margin:0}</style>
<div id="chat"></div>
<script src="/webchat.js"></script>`;

/**
 * Serves a page with Web Chat from an origin of its own.
 * @returns {Promise<{address: string, close: () => void}>}
 */
function hostPage() {
  const server = http.createServer((request, response) => {
    if (request.url === '/webchat.js') {
      response.setHeader('content-type', 'text/javascript; charset=utf-8');
      fs.createReadStream(webChat).pipe(response);
    } else {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(page);
    }
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve({
      address: `http://127.0.0.1:${server.address().port}/`,
      close: () => server.closeAllConnections() ?? server.close(),
    }));
  });
}

module.exports = { hostPage };
