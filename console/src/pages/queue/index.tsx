export function Queue() {
  return (
    <article class="page">
      <h1>Queue</h1>
    </article>
  );
}
