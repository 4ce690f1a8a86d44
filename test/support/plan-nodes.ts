/** A node of a plan, as EXPLAIN (FORMAT JSON) tells it; what is counted appears with ANALYZE only. */
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

/** A row of what EXPLAIN (FORMAT JSON) answers. */
export interface Explained {
  readonly 'QUERY PLAN': readonly [{ readonly Plan: PlanNode }];
}

/** A node and everything below it. */
export function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

/** How many rows of a table a plan has touched, kept or not. */
export function touched(node: PlanNode, table: string): number {
  const ofTable = nodesOf(node).filter((one) => one['Relation Name'] === table);
  return ofTable
    .map((one) => ((one['Actual Rows'] ?? 0) + (one['Rows Removed by Filter'] ?? 0)) * (one['Actual Loops'] ?? 0))
    .reduce((sum, rows) => sum + rows, 0);
}
