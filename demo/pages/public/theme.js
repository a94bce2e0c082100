// A classic script in the head, so that the page never flashes in the wrong theme or language.
{
  const { theme, language } = JSON.parse(localStorage.getItem('etron-preferences') ?? '{}');
  if (theme) document.documentElement.dataset.theme = theme;
  if (language) document.documentElement.lang = language;
}
