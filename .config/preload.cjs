// Loaded first (`node -r`) by programs that read settings.
const { existsSync } = require('node:fs');
const { enableCompileCache } = require('node:module');
const { join } = require('node:path');

require('./node-version.cjs');

// The compile cache halves the start time. It is next to the packages, where only accounts that may change them can
// write; other accounts can write to Node's default directory. A read-only installation works without it.
enableCompileCache(join(__dirname, '..', 'node_modules', '.cache', 'node-compile-cache'));

// Settings may be in a file. The environment takes precedence.
if (existsSync('.env')) process.loadEnvFile('.env');

// In development mode, GraphQL checks more and is slower.
process.env.NODE_ENV ??= 'production';
