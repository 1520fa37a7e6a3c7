'use strict';

const fs = require('node:fs');
const path = require('node:path');
const YAML = require('yaml');

/**
 * The product's own sentences, so that the checks look for what the server was told to say, not for a copy of it.
 * @param {string} dialogs folder with one sub-folder per language
 * @returns {(key: string) => string} the sentence of a key; throws when the key does not exist
 */
function readWording(dialogs, language = 'en') {
  const sentences = YAML.parse(fs.readFileSync(path.join(dialogs, language, 'wording.yaml'), 'utf8'));
  return (key) => {
    if (typeof sentences[key] !== 'string') throw new Error(`wording ${language}/${key} does not exist`);
    return sentences[key].trim();
  };
}

module.exports = { readWording };
