import { createRequire } from 'node:module';
import { cruise, type ICruiseResult, type IReporterOutput } from 'dependency-cruiser';

// dependency-cruiser's own reports for people warn that it misses TypeScript sources, because it looks for a compiler
// that our parser (swc) makes unnecessary. This report does not, and a test asserts that every module is found.

/** What a check of the imports of a source tree found. */
export interface ImportCheck {
  /** Each violation as `rule: from -> to`. */
  readonly violations: readonly string[];
  /** The number of modules that were read. */
  readonly modules: number;
}

/** Checks the imports of `src` and `jobs` below a directory by the rules of `.config/dependency-cruiser.cjs`. */
export async function checkImports(baseDir: string): Promise<ImportCheck> {
  const { forbidden, options } = createRequire(import.meta.url)('./dependency-cruiser.cjs');
  const rules = { ...options, ruleSet: { forbidden }, validate: true, baseDir, outputType: 'json' };
  const { output } = (await cruise(['src', 'jobs'], rules)) as IReporterOutput;
  const { summary } = JSON.parse(String(output)) as ICruiseResult;
  return {
    violations: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`),
    modules: summary.totalCruised,
  };
}

if (import.meta.main) {
  const { violations, modules } = await checkImports(process.cwd());
  for (const violation of violations) console.error(violation);
  console.log(`${modules} modules, ${violations.length} forbidden imports`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}
