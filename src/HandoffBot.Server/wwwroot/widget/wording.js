/** The sentences and the number, date and ordinal forms of one language. */
export class Wording {
  #texts;
  #ordinals;
  #counts;

  constructor(language, texts, preferred = language) {
    this.language = language;
    // en-GB or fr-CA decide how times look.
    this.locale = preferred.split('-')[0] === language ? preferred : language;
    this.#texts = texts;
    this.#ordinals = new Intl.PluralRules(language, { type: 'ordinal' });
    this.#counts = new Intl.PluralRules(language);
    this.time = new Intl.DateTimeFormat(this.locale, { hour: 'numeric', minute: '2-digit' });
    this.date = new Intl.DateTimeFormat(this.locale, { weekday: 'long', day: 'numeric', month: 'long' });
    this.days = new Intl.RelativeTimeFormat(this.locale, { numeric: 'auto' });
    this.number = new Intl.NumberFormat(this.locale);
  }

  /** Day and time, in the customer's own time zone. */
  when(date) {
    return `${this.date.format(date)} ${this.time.format(date)}`;
  }

  /** The text of `widget.` + key, or of key. */
  say(key, values = {}) {
    const text = this.#texts[`widget.${key}`] ?? this.#texts[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (placeholder, name) => values[name] ?? placeholder);
  }

  /** 2 → "2nd", « 2ᵉ ». */
  ordinal(n) {
    return this.say(`ordinal.${this.#ordinals.select(n)}`, { n: this.number.format(n) });
  }

  /** `key.one` or `key.other`, as the number demands. */
  count(key, n) {
    const form = this.#counts.select(n) === 'one' ? 'one' : 'other';
    return this.say(`${key}.${form}`, { n: this.number.format(n) });
  }

  /** "Today", "Yesterday", else the date. */
  day(date) {
    const midnight = day => new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime();
    const ago = Math.round((midnight(date) - midnight(new Date())) / 86_400_000);
    const text = ago > -2 && ago <= 0 ? this.days.format(ago, 'day') : this.date.format(date);
    return text.charAt(0).toLocaleUpperCase(this.locale) + text.slice(1);
  }
}

/** A language that is not spoken is answered in English. `page: 'demo'` brings that page's texts too. */
export async function fetchWording(origin, language, page) {
  const response = await fetch(`${origin}/chat/wording?language=${encodeURIComponent(language.split('-')[0])}${page ? `&for=${page}` : ''}`);
  if (!response.ok) throw new Error(`wording: ${response.status}`);
  const answer = await response.json();
  return new Wording(answer.language, answer.wording, language);
}
