/** A node of a plan from EXPLAIN (FORMAT JSON). The counts exist only with ANALYZE. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Heap Fetches'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** A row of EXPLAIN (FORMAT JSON). */
export interface Explained {
  readonly 'QUERY PLAN': readonly [{ readonly Plan: PlanNode }];
}

/** Returns a node and all its descendants. */
export function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

/** Returns the number of rows of a table that a plan has read, kept or not. */
export function touched(node: PlanNode, table: string): number {
  const ofTable = nodesOf(node).filter((one) => one['Relation Name'] === table);
  return ofTable
    .map((one) => ((one['Actual Rows'] ?? 0) + (one['Rows Removed by Filter'] ?? 0)) * (one['Actual Loops'] ?? 0))
    .reduce((sum, rows) => sum + rows, 0);
}
