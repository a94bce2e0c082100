import pg from 'pg';

interface Settings {
  /** Name of the statement that makes them, which the connection has prepared. It gives no rows. */
  name: string;
  values: string[];
}

/**
 * One statement under settings of its own, sent as one message. To PostgreSQL all that comes before a Sync is one transaction, and what is
 * local to it ends with it: neither `begin` nor `commit` is needed, and no failure leaves a transaction open.
 */
export function querySettled(
  client: pg.ClientBase,
  settings: Settings,
  config: pg.QueryConfig,
): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    // The settings have a result too, as has each statement before the Sync.
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
