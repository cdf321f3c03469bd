using System.Text.Json.Serialization;

namespace Homeward.Field.Visit;

/// <summary>How a question is answered. Serialised by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AnswerKind>))]
public enum AnswerKind
{
    /// <summary>Yes or no.</summary>
    YesNo,

    /// <summary>A tick: it was done.</summary>
    Done,

    /// <summary>A number in <see cref="ChecklistItem.Unit"/>.</summary>
    Number,

    /// <summary>Words.</summary>
    Text,

    /// <summary>A photo.</summary>
    Photo,
}

/// <summary>One question of a visit. Data: tenants change and add lists by item family.</summary>
/// <param name="Code">A stable code, "family/question".</param>
/// <param name="Family">The item family it is asked for; "home" is asked at every setup.</param>
/// <param name="Prompt">The question.</param>
/// <param name="Answer">How it is answered.</param>
/// <param name="IsRequired">True when the visit cannot be closed without an answer.</param>
/// <param name="StopAnswer">
/// The yes-or-no answer that stops the setup and calls the office; null when either answer lets the visit go on.
/// </param>
/// <param name="Unit">Unit of a number, such as "L/min".</param>
/// <param name="QualifiedOnly">True when only a person qualified for the family may answer.</param>
public sealed record ChecklistItem(
    string Code,
    string Family,
    LocalText Prompt,
    AnswerKind Answer,
    bool IsRequired = true,
    bool? StopAnswer = null,
    string? Unit = null,
    bool QualifiedOnly = false
)
{
    /// <summary>
    /// The questions that come with the system: home safety (accreditors ask for it), then by family. Texts are ours;
    /// have your clinical lead read them.
    /// </summary>
    public static IReadOnlyList<ChecklistItem> Defaults { get; } =
    [
        new(
            "home/smoke-detector",
            "home",
            new("Is there a working smoke detector?", "¿Hay un detector de humo que funcione?"),
            AnswerKind.YesNo
        ),
        new(
            "home/outlet",
            "home",
            new(
                "Is there a grounded outlet near, not overloaded?",
                "¿Hay un tomacorriente con tierra cerca y sin sobrecarga?"
            ),
            AnswerKind.YesNo
        ),
        new("home/exits", "home", new("Are the ways out clear?", "¿Están libres las salidas?"), AnswerKind.YesNo),
        new(
            "home/falls",
            "home",
            new(
                "Were rugs, cords and steps that can cause a fall pointed out?",
                "¿Se señalaron alfombras, cables y escalones que pueden causar caídas?"
            ),
            AnswerKind.Done
        ),
        new(
            "home/contact",
            "home",
            new("Was the 24-hour number left with the patient?", "¿Se dejó el número de 24 horas al paciente?"),
            AnswerKind.Done
        ),
        new(
            "oxygen/no-smoking",
            "oxygen",
            new(
                "Does nobody smoke, and is no open flame used, where oxygen will be?",
                "¿Nadie fuma ni usa llama abierta donde estará el oxígeno?"
            ),
            AnswerKind.YesNo,
            StopAnswer: false
        ),
        new(
            "oxygen/sign",
            "oxygen",
            new("Is the no-smoking sign up?", "¿Está puesto el aviso de no fumar?"),
            AnswerKind.Done
        ),
        new(
            "oxygen/stored",
            "oxygen",
            new("Are cylinders secured and away from heat?", "¿Están los cilindros asegurados y lejos del calor?"),
            AnswerKind.YesNo
        ),
        new(
            "oxygen/flow",
            "oxygen",
            new("Prescribed flow set", "Flujo recetado ajustado"),
            AnswerKind.Number,
            Unit: "L/min",
            QualifiedOnly: true
        ),
        new(
            "oxygen/purity",
            "oxygen",
            new("Measured oxygen concentration", "Concentración de oxígeno medida"),
            AnswerKind.Number,
            Unit: "%"
        ),
        new("oxygen/alarm", "oxygen", new("Was the alarm tested?", "¿Se probó la alarma?"), AnswerKind.Done),
        new(
            "oxygen/backup",
            "oxygen",
            new("Was the backup shown, and how long it lasts?", "¿Se mostró el respaldo y cuánto dura?"),
            AnswerKind.Done
        ),
        new(
            "bed/space",
            "bed",
            new(
                "Is there room round the bed and for a caregiver?",
                "¿Hay espacio alrededor de la cama y para el cuidador?"
            ),
            AnswerKind.YesNo
        ),
        new(
            "bed/function",
            "bed",
            new("Do head, foot, height and brakes work?", "¿Funcionan cabecera, pies, altura y frenos?"),
            AnswerKind.YesNo,
            StopAnswer: false
        ),
        new(
            "bed/rails",
            "bed",
            new(
                "Do rails lock, and was entrapment between rail and mattress explained?",
                "¿Se traban las barandas y se explicó el riesgo de quedar atrapado?"
            ),
            AnswerKind.Done
        ),
        new("bed/photo", "bed", new("Photo of the bed in place", "Foto de la cama instalada"), AnswerKind.Photo, false),
        new(
            "cpap/settings",
            "cpap",
            new("Prescribed pressure set", "Presión recetada ajustada"),
            AnswerKind.Number,
            Unit: "cmH2O",
            QualifiedOnly: true
        ),
        new(
            "cpap/mask",
            "cpap",
            new("Was the mask fitted and its size written down?", "¿Se ajustó la mascarilla y se anotó la talla?"),
            AnswerKind.Text,
            QualifiedOnly: true
        ),
        new(
            "cpap/care",
            "cpap",
            new(
                "Can the patient show how to clean it and change the filter?",
                "¿Puede el paciente mostrar cómo limpiarlo y cambiar el filtro?"
            ),
            AnswerKind.YesNo
        ),
        new(
            "mobility/fit",
            "mobility",
            new("Was it fitted to the patient?", "¿Se ajustó al paciente?"),
            AnswerKind.Done
        ),
        new(
            "mobility/use",
            "mobility",
            new(
                "Can the patient show safe use and the brakes?",
                "¿Puede el paciente mostrar el uso seguro y los frenos?"
            ),
            AnswerKind.YesNo
        ),
        new(
            "lift/sling",
            "lift",
            new("Does the caregiver show a safe transfer?", "¿Muestra el cuidador un traslado seguro?"),
            AnswerKind.YesNo,
            QualifiedOnly: true
        ),
        new(
            "ventilator/settings",
            "ventilator",
            new("Do the settings match the prescription?", "¿Coinciden los ajustes con la receta?"),
            AnswerKind.YesNo,
            StopAnswer: false,
            QualifiedOnly: true
        ),
        new(
            "ventilator/backup",
            "ventilator",
            new(
                "Were backup unit, battery and resuscitation bag checked?",
                "¿Se revisaron equipo de respaldo, batería y bolsa de resucitación?"
            ),
            AnswerKind.Done,
            QualifiedOnly: true
        ),
        new(
            "enteral/rate",
            "enteral",
            new("Prescribed rate set", "Velocidad recetada ajustada"),
            AnswerKind.Number,
            Unit: "mL/h",
            QualifiedOnly: true
        ),
        new("suction/pressure", "suction", new("Measured suction", "Succión medida"), AnswerKind.Number, Unit: "mmHg"),
    ];

    /// <summary>The questions for these families, the home ones first, each once, in the list's order.</summary>
    /// <param name="all">The tenant's list, such as <see cref="Defaults"/>.</param>
    /// <param name="families">Families of the items delivered; case does not matter.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IReadOnlyList<ChecklistItem> For(IEnumerable<ChecklistItem> all, IEnumerable<string> families)
    {
        ArgumentNullException.ThrowIfNull(all);
        ArgumentNullException.ThrowIfNull(families);
        var wanted = families.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. all.DistinctBy(item => item.Code)
                .Where(item => item.Family == "home" || wanted.Contains(item.Family))
                .OrderBy(item => item.Family == "home" ? 0 : 1),
        ];
    }
}
