'use strict';

const { openBrowser, watchForComplaints } = require('./browser');
const { eventually } = require('./checks');
const { hostPage } = require('./page-host');

/** Web Chat in a browser, on a page of another origin than the server it talks to. */
class WebChatPage {
  /** Errors in the console, in scripts and in requests. */
  complaints;
  /** Addresses of the WebSockets that the page opened. */
  sockets = [];
  #page;

  constructor(page) {
    this.#page = page;
    this.complaints = watchForComplaints(page);
    page.on('websocket', (socket) => this.sockets.push(socket.url()));
  }

  /** @param {(undo: () => unknown) => void} cleanUp */
  static async open({ server, token, webSocket }, cleanUp) {
    const host = await hostPage();
    cleanUp(host.close);
    const browser = await openBrowser();
    cleanUp(browser.close);
    const chat = new WebChatPage(browser.page);
    await browser.page.goto(host.address);
    await browser.page.evaluate(({ domain, token, webSocket }) => {
      window.store = window.WebChat.createStore();
      const directLine = window.WebChat.createDirectLine({ domain, token, webSocket, pollingInterval: 300 });
      window.WebChat.renderWebChat({ directLine, store: window.store, locale: 'en-US' }, document.getElementById('chat'));
    }, { domain: `${server}/v3/directline`, token, webSocket });
    return chat;
  }

  async type(text) {
    const box = this.#page.locator('[data-id="webchat-sendbox-input"]');
    await box.fill(text);
    await box.press('Enter');
  }

  /** What Web Chat holds: `{own, text, speaker, name, handoff, sendStatus}` of every message, in its order. */
  messages() {
    return this.#page.evaluate(() => window.store.getState().activities.filter((activity) => activity.type === 'message').map((activity) => ({
      own: activity.from.role === 'user',
      text: activity.text,
      speaker: activity.channelData?.speaker,
      name: activity.from.name,
      handoff: activity.channelData?.handoff,
      sendStatus: activity.channelData?.['webchat:send-status'],
    })));
  }

  /** The first message of the others that fits, from the given index on; null when none comes. */
  hear(fits, after = 0) {
    return eventually(async () => (await this.messages()).slice(after).find((message) => !message.own && fits(message)));
  }

  /** Waits until a bubble shows the text as it stands, markup and all. */
  shows(text) {
    return eventually(async () => {
      const bubbles = await this.#page.locator('.webchat__text-content').allInnerTexts();
      return bubbles.some((bubble) => straight(bubble).includes(straight(text)));
    });
  }

  /** What stands under the bubbles, such as "Just now", "Sending" or "Send failed". */
  notes() {
    return this.#page.locator('.webchat__activity-status').allInnerTexts();
  }

  /** The titles of the suggested actions now on screen. */
  suggestedActions() {
    return this.#page.locator('.webchat__suggested-action').allInnerTexts();
  }

  clickSuggestedAction(title) {
    return this.#page.locator('.webchat__suggested-action').filter({ hasText: title }).click();
  }
}

// Web Chat sets Markdown with typographic quotes and dots, and breaks lines as it likes.
function straight(text) {
  return text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/…/g, '...').replace(/\s+/g, ' ').trim();
}

module.exports = { WebChatPage };
