import { getDatamodel } from '../generated/pothos-types.ts';

/** A column with the type of its values. */
export interface Column {
  readonly type: string;
  readonly isNullable: boolean;
}

/** A relation: its target model and the pairs of columns that must be equal. `own[i]` equals `theirs[i]`. */
export interface Relation {
  readonly model: string;
  readonly isList: boolean;
  readonly own: readonly string[];
  readonly theirs: readonly string[];
}

/** The columns and relations of a model. */
export interface Model {
  readonly columns: ReadonlyMap<string, Column>;
  readonly relations: ReadonlyMap<string, Relation>;
}

const { models } = getDatamodel().datamodel;

/** A field in the data model of Prisma's generator. */
type Field = (typeof models)[string]['fields'][number];

/** The models by name. The name of a model is also the name of its table. */
const known: ReadonlyMap<string, Model> = new Map(
  Object.entries(models).map(([name, { fields }]) => [
    name,
    { columns: columnsOf(fields), relations: relationsOf(name) },
  ]),
);

export function modelOf(name: string): Model {
  const model = known.get(name);
  if (model === undefined) throw new Error(`There is no model ${name}`);
  return model;
}

/** Returns the target model of a relation, or undefined if the name is not a relation. */
export function relatedModel(model: string, name: string): string | undefined {
  return known.get(model)?.relations.get(name)?.model;
}

/** Returns the join conditions of a relation between two aliases. */
export function joinOf({ own, theirs }: Relation, alias: string, other: string): string[] {
  return own.map((column, place) => `${other}."${theirs[place]}" = ${alias}."${column}"`);
}

function columnsOf(fields: readonly Field[]): Map<string, Column> {
  const columns = fields.filter(({ kind }) => kind !== 'object');
  return new Map(columns.map(({ name, type, isRequired }) => [name, { type, isNullable: !isRequired }]));
}

function relationsOf(model: string): Map<string, Relation> {
  const relations = (models[model]?.fields ?? []).filter(({ kind }) => kind === 'object');
  return new Map(relations.map((field) => [field.name, relationOf(field)]));
}

function relationOf({ type, name, isList, relationName, relationFromFields = [] }: Field): Relation {
  if (relationFromFields.length > 0) {
    return { model: type, isList, own: relationFromFields, theirs: referenced(relationFromFields) };
  }
  const opposite = models[type]?.fields.find(
    (field) => field.relationName === relationName && field.name !== name && field.relationFromFields?.length,
  );
  const theirs = opposite?.relationFromFields ?? [];
  return { model: type, isList, own: referenced(theirs), theirs };
}

/**
 * Returns the referenced columns of a foreign key: the id, and the organisation if the key includes it. The generator
 * does not provide them.
 */
function referenced(columns: readonly string[]): string[] {
  return columns.map((column, place) => (place === columns.length - 1 ? 'id' : column));
}
