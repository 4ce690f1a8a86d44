// Loaded first (`node -r`). It must run in any version of Node, while the program needs TypeScript and Temporal.
const [major] = process.versions.node.split('.').map(Number);

if (major < 26) {
  console.error(
    `Tenure needs Node 26 or later and found ${process.versions.node}.\n` +
      'Run `npm ci` (without --omit=optional), which installs one, or install Node 26.',
  );
  process.exit(2);
}
