export function Decisions() {
  return (
    <article class="page">
      <h1>Decisions</h1>
    </article>
  );
}
