import pg from 'pg';

interface Settings {
  /** Name of the statement that makes the settings. The connection has prepared it already, and it returns no rows. */
  name: string;
  values: string[];
}

/**
 * Runs one statement under settings that hold for this statement only, in a single message. PostgreSQL treats everything before a Sync as
 * one transaction, and settings that are local to a transaction end with it. So no `begin` and no `commit` is needed, and a failure leaves
 * no transaction open.
 *
 * `pg` has no call for this: the public way is four statements in a pipeline, which takes a tenth of a millisecond of processor time more
 * for every read. So this puts two protocol messages in front of those that `pg.Query` sends. It depends on how `pg` works inside: the
 * version is pinned in package.json, and postgres.test.ts says what has changed when an update breaks it.
 */
export function queryWithSettings(
  client: pg.ClientBase,
  settings: Settings,
  config: pg.QueryConfig,
): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    // There is a result for each statement before the Sync, so the first one is that of the settings.
    const done = (error: Error | undefined, results: pg.QueryResult[]) =>
      error ? reject(error) : resolve(results.at(-1)!);
    const query = new pg.Query(config, done as unknown as ConstructorParameters<typeof pg.Query>[1]);
    const submit = query.submit.bind(query);
    query.submit = (connection) => {
      connection.stream.cork();
      connection.bind({ statement: settings.name, values: settings.values }, true);
      connection.execute({}, true);
      const refused = submit(connection);
      connection.stream.uncork();
      return refused;
    };
    client.query(query);
  });
}
