import { h, undisguised } from './dom.js';

const listItem = /^\s{0,3}(?:[-*+]|(\d{1,3})[.)])\s+(.*)$/;
const heading = /^\s{0,3}#{1,6}\s+(.*)$/;
const allowedLink = /^(?:https:\/\/|mailto:|tel:)/i;

// Each alternative excludes its own delimiter: hostile input cannot make it backtrack.
const inline = new RegExp([
  /`([^`\n]+)`/,
  /\[([^\[\]\n]+)\]\(([^()\s]+)\)/,
  /\*\*(?=\S)((?:[^*\n]|\*(?!\*))+?)\*\*/,
  /(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*\n]+)\*/,
  /(?<![\p{L}\p{N}_])_(?=[^\s_])([^_\n]+)_(?![\p{L}\p{N}])/,
  /(https:\/\/[^\s<>()]*[^\s<>().,;:!?'"»])/,
].map(({ source }) => source).join('|'), 'giu');

/** A safe subset of Markdown as DOM nodes. Everything else, HTML included, stays the text it is. */
export function markdown(text) {
  const blocks = document.createDocumentFragment();
  let open = null;
  for (const line of undisguised(text).replace(/\r\n?/g, '\n').split('\n')) {
    const item = listItem.exec(line);
    if (item) {
      const tag = item[1] ? 'ol' : 'ul';
      if (open?.localName !== tag) blocks.append(open = h(tag, { start: item[1] > 1 && item[1] }));
      open.append(h('li', {}, ...spans(item[2])));
    } else if (!line.trim()) {
      open = null;
    } else if (heading.test(line)) {
      blocks.append(h('p', {}, h('strong', {}, ...spans(heading.exec(line)[1]))));
      open = null;
    } else if (open?.localName === 'p') {
      open.append(h('br'), ...spans(line));
    } else if (open && /^\s+/.test(line)) {
      open.lastChild.append(' ', ...spans(line.trim()));
    } else {
      blocks.append(open = h('p', {}, ...spans(line)));
    }
  }
  return blocks;
}

/** Text as it was typed, with https addresses as links. */
export function plain(text) {
  const blocks = document.createDocumentFragment();
  for (const paragraph of undisguised(text).replace(/\r\n?/g, '\n').split(/\n{2,}/)) {
    const lines = paragraph.split('\n').flatMap((line, index) => [index ? h('br') : null, ...addresses(line)]);
    blocks.append(h('p', {}, ...lines));
  }
  return blocks;
}

function spans(text, depth = 0) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(inline)) {
    const [whole, code, label, target, bold, starred, underscored, address] = match;
    const inner = part => (depth < 3 ? spans(part, depth + 1) : [part]);
    nodes.push(text.slice(from, match.index));
    from = match.index + whole.length;
    if (code) nodes.push(h('code', { text: code }));
    else if (target) nodes.push(allowedLink.test(target) ? link(target, label) : label);
    else if (bold) nodes.push(h('strong', {}, ...inner(bold)));
    else if (address) nodes.push(link(address, address));
    else nodes.push(h('em', {}, ...inner(starred ?? underscored)));
  }
  nodes.push(text.slice(from));
  return nodes.filter(node => node !== '');
}

function addresses(line) {
  return line.split(/(https:\/\/[^\s<>()]*[^\s<>().,;:!?'"»])/i)
    .map((part, index) => (index % 2 ? link(part, part) : part))
    .filter(part => part !== '');
}

function link(href, label) {
  return h('a', { href, text: label, target: '_blank', rel: 'noopener noreferrer' });
}
