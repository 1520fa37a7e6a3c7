'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs/promises');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { openBrowser } = require('./browser');
const { eventually } = require('./checks');

// By path: the package exports no entry for its command line.
const commandLine = path.join(__dirname, '../node_modules/@microsoft/m365agentsplayground/cli.js');

/** The Agents Playground as Teams: its process, and its page in a browser. */
class Playground {
  #page;

  constructor(page) {
    this.#page = page;
  }

  /**
   * Starts the playground against a messaging endpoint and opens its personal chat, which installs the bot.
   * @param {Record<string, string>} environment further variables for the playground's process
   * @param {(undo: () => unknown) => void} cleanUp
   */
  static async open(endpoint, environment, cleanUp) {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'client-playground-'));
    cleanUp(() => fs.rm(folder, { recursive: true, force: true }));
    const process_ = spawn(
      process.execPath,
      [commandLine, 'start', '-e', endpoint, '-c', 'msteams', '-p', String(await freePort()), '--dt'],
      {
        cwd: folder,
        env: { PATH: process.env.PATH, HOME: folder, TEAMSAPPTESTER_BROWSER: 'none', ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    cleanUp(() => stop(process_));
    const port = await portOf(process_);

    const browser = await openBrowser();
    cleanUp(browser.close);
    await browser.page.goto(`http://localhost:${port}/`);
    const playground = new Playground(browser.page);
    await playground.#box.waitFor();
    return playground;
  }

  get #box() {
    return this.#page.getByRole('textbox').last();
  }

  async type(text) {
    await this.#box.click();
    await this.#box.pressSequentially(text);
    await this.#box.press('Enter');
  }

  /** The texts of the bubbles that came from the bot, as they stand on screen. */
  async bubbles() {
    const texts = await this.#page.locator('.fai-OutputCard').allInnerTexts();
    return texts.map((text) => text.trim());
  }

  /** The first bubble that fits, from the given index on; null when none comes. */
  hear(fits, after = 0) {
    return eventually(async () => (await this.bubbles()).slice(after).find(fits));
  }
}

/** The port that the process says it listens on: another than asked for when that was taken meanwhile. */
function portOf(process_) {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk) => {
      output += chunk;
      const port = /Listening on (\d+)/.exec(output)?.[1];
      if (port) resolve(Number(port));
    };
    process_.stdout.on('data', read);
    process_.stderr.on('data', read);
    process_.once('error', reject);
    process_.once('exit', (code) => reject(new Error(`the playground ended with ${code}: ${output}`)));
  });
}

async function stop(process_) {
  if (process_.exitCode !== null || process_.signalCode !== null) return;
  const ended = new Promise((resolve) => process_.once('exit', resolve));
  process_.kill('SIGKILL'); // it keeps nothing that is worth a goodbye
  await ended;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject);
    probe.listen(0, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

module.exports = { Playground };
