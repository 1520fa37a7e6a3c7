'use strict';

const { randomUUID } = require('node:crypto');
const { eventually } = require('./checks');

/** One agent over the agent HTTP API. Every call throws on a status that is not a success. */
class Agent {
  #server;
  #token;

  constructor({ server, agentToken }) {
    this.#server = server;
    this.#token = agentToken;
  }

  async #call(method, path, { body, lease } = {}) {
    const response = await fetch(`${this.#server}/api/agent${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(body && { 'content-type': 'application/json' }),
        ...(lease && { 'lease-token': lease }),
      },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} /api/agent${path}: ${response.status} ${text.slice(0, 300)}`);
    return text ? JSON.parse(text) : null;
  }

  available() {
    return this.#call('PUT', '/presence', { body: { status: 'available', capacity: 10 } });
  }

  /** The conversation's handoff among the waiting ones, or null when it does not appear in time. */
  waitingHandoff(conversationId, seconds) {
    return eventually(async () => {
      const { items } = await this.#call('GET', '/handoffs?state=waiting');
      return items.find((handoff) => belongsTo(handoff, conversationId));
    }, seconds);
  }

  /** Takes a waiting handoff. @returns the handoff with `leaseToken` and `receipt`. */
  claim(id) {
    return this.#call('POST', `/handoffs/${id}/claim`, { body: {} });
  }

  async turns(id, after = 0) {
    const { turns } = await this.#call('GET', `/handoffs/${id}/transcript?after=${after}`);
    return turns;
  }

  write({ id, leaseToken }, text) {
    return this.#call('POST', `/handoffs/${id}/messages`, { lease: leaseToken, body: { clientId: randomUUID(), text } });
  }

  resolve({ id, leaseToken }, note) {
    return this.#call('POST', `/handoffs/${id}/resolve`, { lease: leaseToken, body: { resolution: 'solved', note } });
  }
}

// The conversation's id may carry the channel in front: "directline|<id>".
function belongsTo(handoff, conversationId) {
  return handoff.conversationId === conversationId || handoff.conversationId.endsWith(`|${conversationId}`);
}

/** True when the sequence numbers start at 1 and none is missing or doubled. */
function isGapless(turns) {
  return turns.length > 0 && turns.every((turn, index) => turn.seq === index + 1);
}

module.exports = { Agent, isGapless };
