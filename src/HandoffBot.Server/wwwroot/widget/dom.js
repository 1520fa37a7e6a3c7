/** Builds an element from text, `on…` listeners and attributes (false and null leave one out). Nothing is parsed as HTML. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === false || value == null) continue;
    if (name === 'text') element.textContent = value;
    else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter(child => child != null));
  return element;
}

/** A decorative icon; the words stand beside it. */
export function icon(path) {
  const ns = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(ns, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  const line = document.createElementNS(ns, 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

export const icons = {
  chat: 'M4 5h16v11H9l-5 4z',
  close: 'M6 6l12 12M18 6L6 18',
  send: 'M4 12l16-7-5 15-4-6z',
  person: 'M12 12a4 4 0 100-8 4 4 0 000 8zM4.5 20c1-4 4-5.500 7.500-5.500s6.500 1.500 7.500 5.500',
  bot: 'M5 9h14v10H5zM12 9V5M9.500 13.500v1M14.500 13.500v1',
  queue: 'M12 7v5l3 2M12 21a9 9 0 100-18 9 9 0 000 18z',
  down: 'M12 5v14M6 13l6 6 6-6',
};

// Bidirectional overrides can make a name or a link read as something else.
const disguises = /[\u202A-\u202E\u2066-\u2069]/g;

/** Text from elsewhere, without those. */
export const undisguised = text => String(text ?? '').replace(disguises, '');
