namespace Conduit.Cli.Generating;

/// <summary>What made-up people and courses are called.</summary>
internal static class Names
{
    public static readonly string[] First =
    [
        "Ada", "Amara", "Anna", "Ben", "Chloé", "Daniel", "Elena", "Emil", "Fatima", "Grace", "Håkon", "Ibrahim", "Ines", "Jack", "José", "Julia", "Kai",
        "Lena", "Liam", "Łukasz", "Maria", "Mei", "Mohammed", "Nadia", "Noah", "Olga", "Oliver", "Priya", "Rosa", "Samir", "Sofia", "Søren", "Tom", "Wei", "Zoë", "Ольга", "美咲",
    ];

    public static readonly string[] Last =
    [
        "Abara", "Berg", "Björk", "Brown", "Chen", "Costa", "D’Angelo", "Dvořák", "Evans", "Fischer", "García Márquez", "Haddad", "Hughes", "Ivanova", "Jansen", "Khan", "Kim",
        "Kowalski", "Lopez", "Martin", "Müller", "Nguyen", "Novak", "O'Brien", "Okafor", "Østergård", "Patel", "Rossi", "Sato", "Silva", "Smith", "Tanaka", "Weber", "Young", "Żółkiewski",
    ];

    public static readonly string[] Department =
        ["Engineering", "Finance", "Legal", "Library", "Marketing", "Nursing", "Physics", "Sales, EMEA", "Health, Safety and Environment", "IT Services", "Research \"North\"", "Facilities"];

    public static readonly (string City, string Country, string Language)[] Place =
    [
        ("Berlin", "DE", "de"), ("London", "GB", "en"), ("Madrid", "ES", "es"), ("Paris", "FR", "fr"), ("New York", "US", "en"), ("Warsaw", "PL", "pl"), ("Dublin", "IE", "en"),
        ("Lisbon", "PT", "pt"), ("Vienna", "AT", "de"), ("Zürich", "CH", "de"), ("Stockholm", "SE", "sv"), ("Tokyo", "JP", "ja"), ("São Paulo", "BR", "pt"), ("Chennai", "IN", "en"),
    ];

    public static readonly string[] Title = ["Analyst", "Assistant", "Coordinator", "Director", "Engineer", "Lecturer", "Specialist \"L2\"", "Manager, Projects", "Team Lead", "Student"];

    public static readonly string[] Street = ["High Street", "Station Road", "Bahnhofstraße", "Rue de la Paix", "Calle Mayor", "Oak Avenue"];

    public static readonly string[] Subject = ["Algebra", "Anatomy", "Biology", "Chemistry", "Compliance, level 1", "Compliance, level 2", "Data Science", "Ethics", "First Aid", "History", "Law", "Physics", "Statistics", "Writing"];

    public static readonly string[] Term = ["2026/Autumn", "2026/Spring", "2026/Summer"];

    public static readonly string[] Role = ["student", "student", "student", "student", "student", "student", "student", "teacher", "editingteacher"];
}
