'use strict';

/** Asks for a customer's token as a web page would. @returns {Promise<{token, conversationId, userId, expiresIn}>} */
async function askForToken(server, locale = 'en-US') {
  const response = await fetch(`${server}/chat/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ locale }),
  });
  if (!response.ok) throw new Error(`POST /chat/token: ${response.status} ${await response.text()}`);
  return response.json();
}

module.exports = { askForToken };
