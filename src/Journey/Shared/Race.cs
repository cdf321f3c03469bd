using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Homeward.Journey.Shared;

/// <summary>Thrown within <see cref="Desk.Once"/> to run the work afresh.</summary>
internal sealed class StartAgain() : Exception("The world moved while this waited; the work is run afresh.");

/// <summary>Tells a save that lost a race, and may be tried again, from one that can never succeed.</summary>
internal static class Race
{
    // SQLite's result codes: https://sqlite.org/rescode.html
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ConstraintPrimaryKey = 1555;
    private const int ConstraintUnique = 2067;

    /// <summary>A version that moved, a key taken in between, a deadlock's loser, a database too busy for now.</summary>
    public static bool Lost(Exception error) =>
        error switch
        {
            DbUpdateConcurrencyException or StartAgain => true,
            PostgresException e => e.SqlState
                is PostgresErrorCodes.UniqueViolation
                    or PostgresErrorCodes.SerializationFailure
                    or PostgresErrorCodes.DeadlockDetected
                    or PostgresErrorCodes.LockNotAvailable,
            SqliteException e => e.SqliteErrorCode is Busy or Locked
                || e.SqliteExtendedErrorCode is ConstraintPrimaryKey or ConstraintUnique,
            // EF wraps what the database says; what may pass by itself (a deadlock) in an InvalidOperationException.
            DbUpdateException or InvalidOperationException => error.InnerException is { } inner && Lost(inner),
            _ => false,
        };
}
