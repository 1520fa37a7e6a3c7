'use strict';

const fs = require('node:fs/promises');
const os = require('node:os');
const path = require('node:path');
const { chromium } = require('playwright-core');

/**
 * Opens the system's Chromium without a window, with a profile of its own that `close` removes.
 * @returns {Promise<{page: import('playwright-core').Page, close: () => Promise<void>}>}
 */
async function openBrowser() {
  const profile = await fs.mkdtemp(path.join(os.tmpdir(), 'client-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    locale: 'en-US',
    viewport: { width: 1000, height: 800 },
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1', // nothing leaves this machine
    ],
  });
  return {
    page: context.pages()[0] ?? (await context.newPage()),
    async close() {
      await context.close();
      await fs.rm(profile, { recursive: true, force: true });
    },
  };
}

/**
 * Collects what went wrong in a page: script errors, console errors and failed requests.
 * @param {RegExp[]} known complaints of the page itself that say nothing about our server
 * @returns {string[]} grows while the page lives
 */
function watchForComplaints(page, known = []) {
  const complaints = [];
  const note = (text) => known.some((pattern) => pattern.test(text)) || complaints.push(text);
  page.on('pageerror', (error) => note(`script: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && note(`console: ${message.text()} ${message.location().url}`));
  page.on('response', (response) => response.status() >= 400 && note(`response: ${response.status()} ${response.url()}`));
  return complaints;
}

module.exports = { openBrowser, watchForComplaints };
