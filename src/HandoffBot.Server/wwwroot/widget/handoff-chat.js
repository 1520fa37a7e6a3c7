import { BackOff } from './back-off.js';
import { h, icon, icons } from './dom.js';
import { panel } from './panel.js';
import { fetchWording } from './wording.js';

const home = new URL('..', import.meta.url);
const coversThePage = '(max-width: 480px)';

/**
 * <handoff-chat language="fr" floating open>: `floating` puts it behind a launcher, otherwise it fills its place. Until it is
 * `ready`, what the page wrote between the tags is shown.
 */
export class HandoffChat extends HTMLElement {
  #panel;
  #launcher;
  #session;
  #toAsk = [];

  async connectedCallback() {
    if (this.shadowRoot) return this.#panel?.start();
    const root = this.attachShadow({ mode: 'open' });
    root.append(h('slot'));
    const language = this.getAttribute('language') || navigator.language || 'en';
    const [wording] = await Promise.all([wordingAtLast(language), stylesheets(root)]);
    this.#build(root, wording);
  }

  disconnectedCallback() {
    this.#panel?.stop();
  }

  get isOpen() {
    return !this.#floating || this.hasAttribute('open');
  }

  /** Says `text` as the customer, opening the chat if need be. */
  ask(text) {
    if (!this.#panel) return void this.#toAsk.push(text);
    this.open();
    this.#panel.say(text);
  }

  open() {
    if (this.#floating) this.#showOpen(true);
    this.#panel.start();
    this.#panel.focus();
  }

  close() {
    if (!this.#floating) return;
    this.#showOpen(false);
    this.#launcher.element.focus();
  }

  get #floating() {
    return this.hasAttribute('floating');
  }

  #build(root, wording) {
    const origin = home.origin;
    this.#session = new Session(origin);
    this.#panel = panel({
      origin, wording, session: this.#session,
      close: this.#floating ? () => this.close() : undefined,
      arrived: () => this.isOpen || this.#launcher.arrived(),
    });
    const chat = h('div', { class: 'chat', lang: wording.language, onkeydown: event => this.#onKey(event) }, this.#panel.element);
    if (this.#floating) {
      this.#launcher = launcher(wording, () => this.open());
      chat.append(this.#launcher.element);
      this.#showOpen(this.#session.get('open') ?? this.hasAttribute('open'));
    }
    root.querySelector('slot').replaceWith(chat);
    this.toggleAttribute('ready', true);
    // No conversation for a page view alone.
    if (this.isConnected && (this.isOpen || this.#session.get('token'))) this.#panel.start();
    this.#toAsk.splice(0).forEach(text => this.ask(text));
  }

  #showOpen(open) {
    this.toggleAttribute('open', open);
    this.#session.set({ open });
    this.#panel.element.hidden = !open;
    this.#launcher.element.hidden = open;
    if (open) this.#launcher.read();
  }

  #onKey(event) {
    if (!this.#floating || !this.isOpen) return;
    if (event.key === 'Escape' && !event.isComposing) {
      event.stopPropagation();
      this.close();
    } else if (event.key === 'Tab' && matchMedia(coversThePage).matches) this.#keepFocusInside(event);
  }

  // The chat covers the page: the focus must not wander to what nobody can see.
  #keepFocusInside(event) {
    const inside = [...this.#panel.element.querySelectorAll('button, textarea, a[href], [tabindex="0"]')]
      .filter(element => element.checkVisibility?.() ?? element.offsetParent);
    const [first, last] = [inside[0], inside.at(-1)];
    const focused = this.shadowRoot.activeElement;
    if (focused === (event.shiftKey ? first : last)) {
      event.preventDefault();
      (event.shiftKey ? last : first).focus();
    }
  }
}

// Without wording not even an error can be told: the page's own words stay until it arrives.
async function wordingAtLast(language) {
  const backOff = new BackOff();
  for (;;) {
    try {
      return await fetchWording(home.origin, language);
    } catch {
      await new Promise(resolve => setTimeout(resolve, backOff.next()));
    }
  }
}

// Should one not come: better unstyled than absent.
function stylesheets(root) {
  return Promise.all(['tokens.css', 'widget/chat.css'].map(path => new Promise(resolve => {
    root.prepend(h('link', { rel: 'stylesheet', href: new URL(path, home), onload: resolve, onerror: resolve }));
  })));
}

function launcher(wording, open) {
  const element = h('button', { type: 'button', class: 'launcher', onclick: open });
  let unread = 0;

  function show(count) {
    unread = count;
    element.replaceChildren(icon(icons.chat), h('span', { text: wording.say('open') }));
    if (!count) return;
    element.append(h('span', { class: 'unread', 'aria-hidden': 'true', text: count > 99 ? '99+' : count }),
      h('span', { class: 'unseen', text: wording.count('new', count) }));
  }
  show(0);
  return { element, arrived: () => show(unread + 1), read: () => show(0) };
}

/** What survives a reload, in this tab: the chat token, unsent messages, whether the chat is open. */
class Session {
  #key;
  #values = {};

  constructor(origin) {
    this.#key = `handoff-chat ${origin}`;
    try {
      this.#values = JSON.parse(sessionStorage.getItem(this.#key)) ?? {};
    } catch {
      this.#values = {};
    }
  }

  get(name) {
    return this.#values[name];
  }

  set(changes) {
    Object.assign(this.#values, changes);
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(this.#values));
    } catch {
      // Full or forbidden: the values above still serve this page.
    }
  }
}
