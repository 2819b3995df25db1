export function Labels() {
  return (
    <article class="page">
      <h1>Labels</h1>
    </article>
  );
}
