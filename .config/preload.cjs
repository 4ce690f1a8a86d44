// Loaded before anything else (`node -r`) by the programs that read settings.
const { existsSync } = require('node:fs');
const { enableCompileCache } = require('node:module');
const { join } = require('node:path');

require('./node-version.cjs');

// Compiled code of earlier starts halves the time of a start. Beside the packages, where only who may change those can
// write: other accounts can write to Node's default directory. An installation that is read-only runs without it.
enableCompileCache(join(__dirname, '..', 'node_modules', '.cache', 'node-compile-cache'));

// Settings may stand in a file; what the environment says goes before it.
if (existsSync('.env')) process.loadEnvFile('.env');

// GraphQL checks more, and more slowly, for who is developing.
process.env.NODE_ENV ??= 'production';
