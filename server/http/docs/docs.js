// Shows the API's description as a page. Plain DOM calls only: the description holds text of schemas, never markup.

const response = await fetch('v1/openapi.json');
const api = await response.json();

/** An element with attributes and children; strings become text. */
function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

function resolve(schema) {
  return schema?.$ref
    ? schema.$ref
        .split('/')
        .slice(1)
        .reduce((part, key) => part[key], api)
    : schema;
}

function typeOf(given) {
  const schema = resolve(given) ?? {};
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map(typeOf).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const type = [schema.type ?? 'any'].flat().join(' | ');
  if (schema.type === 'array') return `${typeOf(schema.items)}[]`;
  return schema.format ? `${type} (${schema.format})` : type;
}

function limitsOf({ minLength, maxLength, minimum, maximum, minItems, maxItems, pattern }) {
  const range = (low, high, unit) =>
    low === undefined && high === undefined ? [] : [`${low ?? ''}…${high ?? ''}${unit}`];
  // JSON Schema's largest safe integers say nothing.
  const finite = (value) =>
    Number.isSafeInteger(value) && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined;
  return [
    ...range(minLength, maxLength, ' characters'),
    ...range(finite(minimum), finite(maximum), ''),
    ...range(minItems, maxItems, ' items'),
    ...(pattern && pattern.length < 60 ? [pattern] : []),
  ].join(', ');
}

/** The object schemas inside a schema: its own, its items', its alternatives'. */
function objectsIn(given) {
  const schema = resolve(given) ?? {};
  if (schema.properties) return [schema];
  return [
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    ...(schema.allOf ?? []),
    ...(schema.items ? [schema.items] : []),
  ].flatMap(objectsIn);
}

function field(name, schema, required, description) {
  const resolved = resolve(schema) ?? {};
  return el(
    'li',
    {},
    el('code', {}, name),
    required ? ' ' : ' (optional) ',
    el('span', { class: 'type' }, typeOf(schema)),
    el(
      'span',
      { class: 'note' },
      ` ${[limitsOf(resolved), description ?? resolved.description].filter(Boolean).join(' · ')}`,
    ),
    ...objectsIn(schema).map(fields),
  );
}

function fields(schema) {
  const items = Object.entries(schema.properties).map(([name, inner]) =>
    field(name, inner, schema.required?.includes(name)),
  );
  return el('ul', { class: 'fields' }, ...items);
}

function content(title, body) {
  return Object.entries(resolve(body)?.content ?? {}).flatMap(([type, { schema }]) => [
    el(
      'h4',
      {},
      `${title} `,
      el('span', { class: 'type' }, `${type}${objectsIn(schema).length > 0 ? '' : ` · ${typeOf(schema)}`}`),
    ),
    ...objectsIn(schema).map(fields),
  ]);
}

function parametersOf({ parameters = [] }) {
  if (parameters.length === 0) return [];
  const items = parameters
    .map(resolve)
    .map(({ name, schema, required, description, in: place }) =>
      field(place === 'path' ? `{${name}}` : place === 'query' ? `?${name}` : name, schema, required, description),
    );
  return [el('h4', {}, 'Parameters'), el('ul', { class: 'fields' }, ...items)];
}

function article({ id, method, path, operation }) {
  const login =
    operation.security?.length > 0 ? `Login: ${operation.security.flatMap(Object.keys).join(' or ')}` : 'No login';
  return el(
    'article',
    { id },
    el('h3', {}, el('span', { class: 'method' }, method), ' ', path),
    el('p', {}, operation.summary, ' ', el('span', { class: 'note' }, `· ${login}`)),
    ...parametersOf(operation),
    ...content('Body', operation.requestBody),
    ...Object.entries(operation.responses).flatMap(([status, answer]) => {
      if (status === 'default') return [];
      return answer.content ? content(`Answer ${status}`, answer) : [el('h4', {}, `Answer ${status}`)];
    }),
  );
}

/** What every operation may answer instead; shown once. */
function problems() {
  const { Problem } = api.components.schemas;
  return el(
    'section',
    {},
    el('h2', {}, 'Problems'),
    el('p', {}, 'Every failure is application/problem+json (RFC 9457).'),
    fields(Problem),
  );
}

const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([name, operation]) => {
    const method = name.toUpperCase();
    return { id: `${method}${path}`.replace(/\W+/g, '-'), method, path, operation, tag: operation.tags?.[0] ?? '' };
  }),
);

function show(search) {
  const words = search.toLowerCase().split(/\s+/);
  const hits = operations.filter(({ method, path, operation }) => {
    const text = `${method} ${path} ${operation.summary}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const groups = Object.entries(Object.groupBy(hits, ({ tag }) => tag));
  document
    .querySelector('nav')
    .replaceChildren(
      ...groups.flatMap(([tag, group]) => [
        el('h2', {}, tag),
        el(
          'ul',
          {},
          ...group.map(({ id, method, path }) =>
            el('li', {}, el('a', { href: `#${id}` }, el('span', { class: 'method' }, method), ` ${path}`)),
          ),
        ),
      ]),
    );
  const sections = groups.map(([tag, group]) => el('section', {}, el('h2', {}, tag), ...group.map(article)));
  const none = el('p', { role: 'status' }, 'Nothing found.');
  document.querySelector('main').replaceChildren(...(sections.length > 0 ? sections : [none]), problems());
}

document.title = `API · ${api.info.title}`;
document.querySelector('h1').textContent = document.title;
const search = document.querySelector('input');
search.addEventListener('input', () => show(search.value));
show('');
if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
