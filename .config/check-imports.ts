import { createRequire } from 'node:module';
import { cruise, type ICruiseResult, type IReporterOutput } from 'dependency-cruiser';

// The text reports of dependency-cruiser warn about missing TypeScript sources, because it looks for a compiler that
// our parser (swc) does not need. The JSON report does not, and a test asserts that every module is found.

/** The result of checking the imports of a source tree. */
export interface ImportCheck {
  /** The violations as `rule: from -> to`. */
  readonly violations: readonly string[];
  /** The number of parsed modules. */
  readonly modules: number;
}

/** Checks the imports of `src` and `jobs` below a directory by the rules in `.config/dependency-cruiser.cjs`. */
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
