// Loaded before anything else (`node -r`) by the programs that read settings.
const { existsSync } = require('node:fs');

require('./node-version.cjs');

// Settings may stand in a file; what the environment says goes before it.
if (existsSync('.env')) process.loadEnvFile('.env');

// GraphQL checks more, and more slowly, for who is developing.
process.env.NODE_ENV ??= 'production';
