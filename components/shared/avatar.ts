import { css, html, nothing, type TemplateResult } from 'lit';

const initials = (name: string): string => {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  return [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => [...(word ?? '')][0] ?? '').join('');
};

/**
 * A portrait, or the initials if there is none or the page's Content Security Policy blocks it. Hidden from assistive technology, because the name is
 * always beside it.
 */
export const avatar = (name: string, picture?: string | null): TemplateResult =>
  html`<span class="avatar" translate="no" aria-hidden="true"
    >${initials(name)}${
      picture
        ? html`<img src=${picture} alt="" loading="lazy" @error=${({ target }: Event) => (target as HTMLElement).remove()}>`
        : nothing
    }</span
  >`;

/** Look of `avatar`; `--_size` is its diameter. */
export const avatarStyles = css`
  .avatar {
    position: relative;
    display: inline-grid;
    flex: none;
    width: var(--_size, 2.25rem);
    height: var(--_size, 2.25rem);
    overflow: hidden;
    border-radius: 50%;
    background: var(--_ground, var(--_sunken));
    color: var(--_ink, var(--_muted));
    font-size: calc(var(--_size, 2.25rem) * 0.36);
    font-weight: 600;
    line-height: 1;
    place-items: center;
    text-transform: uppercase;
    user-select: none;
  }
  .avatar img {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
`;
