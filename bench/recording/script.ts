import type { Parameter } from './parameters.ts';
import { escaped, PartnerValues } from './partner-variables.ts';
import type { Statement } from './statements.ts';
import type { Word } from './words.ts';

/** A statement, how its parameters are computed, and their types. */
export interface ScriptedStatement extends Statement {
  readonly parameters: readonly Parameter[];
  readonly types: readonly string[];
}

/** A pgbench script and the initial values of its variables. */
export interface Script {
  readonly text: string;
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * Writes a script that sends the statements, for requests of other numbers. Values are variables, so that they are
 * parameters for PostgreSQL as well. Statements that were sent together are in one pipeline. pgbench ends a pipeline
 * early where a later statement needs a row of an earlier one.
 */
export function scriptOf(statements: readonly ScriptedStatement[]): Script {
  const constants = new Map<string, string>();
  const partnerValues = new PartnerValues();
  const parameters = statements.flatMap((statement) => statement.parameters);
  const neededRows = new Set(parameters.map((parameter) => (parameter.kind === 'CELL' ? parameter.statement : -1)));
  const words = parameters.flatMap((one) => (one.kind === 'WORD' || one.kind === 'HASH' ? [one.word] : []));
  const commands = statements.map((statement, index) => {
    const text = withExpressions(statement, (parameter, type) =>
      expressionOf(parameter, type, constants, partnerValues),
    );
    return { text, group: statement.group, isAwaited: neededRows.has(index), index };
  });
  const lines = [...numbering(words, partnerValues), ...pipelined(commands)];
  const variables = Object.fromEntries([...constants].map(([value, name]) => [name, value]));
  return { text: `${lines.join('\n')}\n`, variables: { counter: '-1', ...variables } };
}

/** The commands that set the variables. No two clients have the same number, and the numbers have no gaps. */
function numbering(words: readonly Word[], partnerValues: PartnerValues): string[] {
  const sets = new Set(words.flatMap((word) => word.sets));
  const number = ['\\set counter :counter + 1', '\\set number :first + :counter * :clients + :client_id'];
  return [...number, ...partnerValues.commands(), ...sets];
}

interface Command {
  readonly text: string;
  readonly group: number;
  readonly isAwaited: boolean;
  readonly index: number;
}

function pipelined(commands: readonly Command[]): string[] {
  const lines: string[] = [];
  for (let index = 0; index < commands.length; ) {
    const together = commandsTogether(commands, index);
    const texts = together.map(({ text, isAwaited, index }) =>
      isAwaited ? `${text}\n\\gset row${index}_` : `${text};`,
    );
    lines.push(...(together.length > 1 ? ['\\startpipeline', ...texts, '\\endpipeline'] : texts));
    index += together.length;
  }
  return lines;
}

function commandsTogether(commands: readonly Command[], from: number): Command[] {
  const rest = commands.slice(from);
  const end = rest.findIndex((command) => command.isAwaited || command.group !== rest[0]?.group);
  return rest.slice(0, end === -1 ? rest.length : Math.max(end, 1));
}

function expressionOf(
  parameter: Parameter,
  type: string,
  constants: Map<string, string>,
  partnerValues: PartnerValues,
): string {
  const constant = (value: string) => {
    const name = constants.get(value) ?? `constant${constants.size}`;
    constants.set(value, name);
    return `:${name}`;
  };
  switch (parameter.kind) {
    case 'NULL':
      return `NULL::${type}`;
    case 'CONSTANT':
      return `${constant(parameter.value)}::${type}`;
    case 'PARTNER':
      return `:${partnerValues.variableOf(parameter.values)}::${type}`;
    case 'CELL':
      return `:row${parameter.statement}_${parameter.column}::${type}`;
    case 'HASH':
      return type === 'bytea'
        ? `sha256(${parameter.word.expression}::bytea)`
        : `hashtextextended(${parameter.word.expression}, 0)::${type}`;
    case 'WORD': {
      const around = [parameter.before, parameter.after].map((text) =>
        text === '' ? [] : [`${constant(text)}::text`],
      );
      const [before = [], after = []] = around;
      return `(${[...before, parameter.word.expression, ...after].join(' || ')})::${type}`;
    }
  }
}

/** Replaces the parameters by expressions. pgbench replaces `:name` even inside a text, so that the colon is escaped there. */
function withExpressions(
  { text, parameters, types }: ScriptedStatement,
  expression: (parameter: Parameter, type: string) => string,
): string {
  const tokens = /'(?:[^']|'')*'|"(?:[^"]|"")*"|::|\$(\d+)|:(?=[A-Za-z_])/g;
  return text
    .trim()
    .replace(/;$/, '')
    .replace(tokens, (token, number: string | undefined) => {
      if (number !== undefined) return `(${expression(...parameterAt(parameters, types, Number(number)))})`;
      if (token === ':') throw new Error(`pgbench would take a part of this for a variable: ${text}`);
      if (!/:[A-Za-z_]/.test(token)) return token;
      if (token.startsWith('"')) throw new Error(`pgbench would take a part of ${token} for a variable`);
      return escaped(token);
    });
}

function parameterAt(parameters: readonly Parameter[], types: readonly string[], number: number): [Parameter, string] {
  const [parameter, type] = [parameters[number - 1], types[number - 1]];
  if (parameter === undefined || type === undefined) throw new Error(`A statement has no parameter ${number}`);
  return [parameter, type];
}
