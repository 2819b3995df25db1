export function Playground() {
  return (
    <article class="page">
      <h1>Playground</h1>
    </article>
  );
}
