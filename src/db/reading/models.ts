import { getDatamodel } from '../generated/pothos-types.ts';

/** A column, and as what its values are answered. */
export interface Column {
  readonly type: string;
  readonly isNullable: boolean;
}

/** Where a relation leads, and by which columns: each of ours equals the one of theirs in the same place. */
export interface Relation {
  readonly model: string;
  readonly isList: boolean;
  readonly own: readonly string[];
  readonly theirs: readonly string[];
}

/** What can be read of a model. */
export interface Model {
  readonly columns: ReadonlyMap<string, Column>;
  readonly relations: ReadonlyMap<string, Relation>;
}

const { models } = getDatamodel().datamodel;

/** A field as Prisma's generator describes it. */
type Field = (typeof models)[string]['fields'][number];

/** All models, by name, which is also that of their table. */
const known: ReadonlyMap<string, Model> = new Map(
  Object.entries(models).map(([name, { fields }]) => [
    name,
    { columns: columnsOf(fields), relations: relationsOf(name) },
  ]),
);

/** The model of this name. */
export function modelOf(name: string): Model {
  const model = known.get(name);
  if (model === undefined) throw new Error(`There is no model ${name}`);
  return model;
}

/** Which model a relation of this name leads to; undefined where it is no relation. */
export function relatedModel(model: string, name: string): string | undefined {
  return known.get(model)?.relations.get(name)?.model;
}

/** What holds between a row and those that a relation of it leads to, by their aliases. */
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

/** What a foreign key refers to: an id, and the organisation where the key carries that. The generator does not say. */
function referenced(columns: readonly string[]): string[] {
  return columns.map((column, place) => (place === columns.length - 1 ? 'id' : column));
}
