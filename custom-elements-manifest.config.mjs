/** `EtronTicketForm` is the tag `etron-ticket-form`: the class name is the one place that says so. */
const tagOf = (className) => className.replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase();

const isElement = ({ kind, name }) => kind === 'class' && /^Etron[A-Z]/.test(name) && name !== 'EtronElement';
const isPublic = ({ name, privacy = 'public', static: isStatic }) =>
  privacy === 'public' && !isStatic && !name.startsWith('#');

/** The analyzer knows tags from `customElements.define` in the class's own file; here the define files are apart. */
const publicElements = {
  name: 'public-elements',
  packageLinkPhase({ customElementsManifest }) {
    customElementsManifest.schemaVersion = '2.1.0';
    // Everything else is nobody's business outside.
    customElementsManifest.modules = customElementsManifest.modules
      .flatMap(({ path, declarations }) => declarations.filter(isElement).map((element) => moduleOf(path, element)))
      // The analyzer takes files in whichever order they were read first.
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  },
};

/** What a page gets from `@etron/portal-widgets/<name>`. */
function moduleOf(source, element) {
  const module = `dist/${source.match(/components\/([^/]+)\//)[1]}.js`;
  const tagName = tagOf(element.name);
  // The analyzer also takes the first argument of every event's constructor for an event's name.
  const events = element.events?.filter(({ name }) => name?.startsWith('etron-')) ?? [];
  const declaration = { name: element.name, module };
  return {
    kind: 'javascript-module',
    path: module,
    declarations: [
      { ...element, customElement: true, tagName, events, members: element.members?.filter(isPublic) ?? [] },
    ],
    exports: [
      { kind: 'js', name: element.name, declaration },
      { kind: 'custom-element-definition', name: tagName, declaration },
    ],
  };
}

export default {
  globs: ['components/*/*.ts', 'src/internal/element.ts'],
  exclude: ['**/*.test.ts', '**/*.styles.ts', '**/*.define.ts', 'components/shared/**'],
  litelement: true,
  plugins: [publicElements],
};
