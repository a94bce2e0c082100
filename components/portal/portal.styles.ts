import { css } from 'lit';

export const portalStyles = css`
  :host {
    --_bar: 3.75rem;
    --_outer: var(--etron-sticky-top, 0px);
    container-type: inline-size;
    background: var(--_surface);
    scroll-margin-top: var(--_outer);
  }
  [hidden] {
    display: none !important;
  }
  h1,
  p,
  ul {
    margin: 0;
  }
  ul {
    padding: 0;
    list-style: none;
  }
  h1 {
    font-size: clamp(1.5rem, 1.25rem + 1.25cqi, 1.875rem);
    font-weight: 680;
    letter-spacing: -0.015em;
    line-height: 1.25;
    text-wrap: balance;
  }
  /* Focus is moved here for screen readers; nothing can be done here, so nothing shows it. */
  h1:focus {
    outline: none;
  }
  .frame {
    /* What stays at the top of a page stays below the bar. */
    --etron-sticky-top: calc(var(--_outer) + var(--_bar));
  }
  #menus .icon {
    color: var(--_muted);
  }
  #menus .name {
    flex: 1;
    min-width: 0;
  }
  #menus [aria-current] {
    background: var(--_accent-soft);
    color: var(--_accent);
    font-weight: 550;
  }
  #menus [aria-current] .icon {
    color: inherit;
  }
  .page {
    display: grid;
    align-content: start;
    gap: 1.25rem;
    width: min(100%, 80rem);
    margin-inline: auto;
    padding: clamp(1.25rem, 3cqi, 2.25rem) clamp(1rem, 3cqi, 2.5rem) 3rem;
  }
  .page > * {
    min-width: 0;
  }
  .narrow > * {
    max-width: 44rem;
  }
  .page :not(:defined),
  [aria-busy] {
    display: block;
    min-height: 60vh;
  }
  .lead {
    margin-top: -0.75rem;
    color: var(--_muted);
  }
  a.primary {
    text-decoration: none;
  }
  .back {
    display: inline-flex;
    align-items: center;
    justify-self: start;
    gap: 0.375rem;
    min-height: 2.75rem;
    margin-block: -0.75rem -0.5rem;
    color: var(--_muted);
    font-size: 0.9375rem;
    text-decoration: none;
  }
  .back:hover {
    color: var(--_text);
  }
  #page > .problem {
    margin: 1rem clamp(1rem, 3cqi, 2.5rem);
  }
  .late {
    color: var(--_muted);
    animation: appear 0.3s 4s backwards;
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  .welcome {
    width: min(100%, 68rem);
    padding-top: clamp(2rem, 8cqi, 5rem);
  }
  etron-login {
    justify-self: center;
    width: min(100%, 25rem);
  }
  .hero {
    display: none;
  }
  .hero p {
    font-size: 2rem;
    font-weight: 680;
    letter-spacing: -0.02em;
    line-height: 1.15;
    text-wrap: balance;
  }
  .hero li {
    position: relative;
    padding: 0.375rem 0 0.375rem 2rem;
  }
  .hero li::before {
    position: absolute;
    width: 0.875rem;
    height: 0.4375rem;
    border: solid var(--_accent);
    border-width: 0 0 2px 2px;
    content: '';
    inset: 0.75rem auto auto 0.25rem;
    rotate: -45deg;
  }
  footer {
    padding: 0 clamp(1rem, 3cqi, 2.5rem) 1.5rem;
    color: var(--_muted);
    font-size: 0.875rem;
  }
  dialog {
    width: min(29rem, 100% - 2rem);
    max-height: calc(100dvh - 2rem);
    padding: clamp(1.5rem, 5vw, 2.5rem);
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 8px);
    background: var(--_surface);
    color: inherit;
    box-shadow: 0 24px 64px rgb(0 0 0 / 0.24);
  }
  dialog::backdrop {
    background: rgb(10 14 22 / 0.48);
    backdrop-filter: blur(3px);
  }
  @container (width >= 60rem) {
    .menus {
      display: none;
    }
    [data-working] {
      display: grid;
      grid-template-columns: 15.5rem minmax(0, 1fr);
    }
    #menus {
      position: sticky;
      top: calc(var(--_outer) + var(--_bar));
      display: block;
      align-self: start;
      width: auto;
      height: calc(100dvh - var(--_outer) - var(--_bar));
      max-height: none;
      padding: 1rem 0.75rem;
      border-width: 0 1px 0 0;
      border-radius: 0;
      box-shadow: none;
      overflow: auto;
    }
    .welcome {
      grid-template-columns: 1fr 1fr;
      align-items: start;
      gap: 5rem;
    }
    .hero {
      display: grid;
      align-content: center;
      gap: 2rem;
      min-height: 28rem;
      padding: 3rem;
      border-radius: calc(var(--_radius) + 12px);
      background:
        radial-gradient(40rem 30rem at 110% -10%, light-dark(#d3e2ff, #23418a), transparent 60%),
        radial-gradient(30rem 26rem at -20% 120%, light-dark(#e4f3ef, #15403a), transparent 60%), var(--_sunken);
    }
    [data-working] ~ footer {
      padding-inline-start: 18rem;
    }
  }
`;
