'use strict';

const path = require('node:path');
const { parseArgs } = require('node:util');

/**
 * Command line of every program here.
 * @returns {{server: string, agentToken: string, dialogs: string}} `server` without a trailing slash.
 */
function readSettings() {
  const { values } = parseArgs({
    options: {
      server: { type: 'string' },
      'agent-token': { type: 'string' },
      dialogs: { type: 'string', default: path.resolve(__dirname, '../../../dialogs') },
    },
  });
  if (!values.server || !values['agent-token']) {
    console.error(`usage: node ${path.basename(process.argv[1])} --server http://127.0.0.1:5080 --agent-token <JWT> [--dialogs <folder>]`);
    process.exit(2);
  }
  return { server: values.server.replace(/\/+$/, ''), agentToken: values['agent-token'], dialogs: values.dialogs };
}

module.exports = { readSettings };
