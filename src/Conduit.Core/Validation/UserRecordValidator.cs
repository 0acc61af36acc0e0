using Conduit.Records;
using FluentValidation;

namespace Conduit.Validation;

/// <summary>The rules for users: a new one has a username; e-mail addresses and countries are what they say.</summary>
public class UserRecordValidator : RecordValidator<UserRecord>
{
    /// <summary>Makes the validator.</summary>
    public UserRecordValidator()
    {
        RuleSet(RuleSets.Create, () => RuleFor(user => user.Username).NotEmpty()
            .OverridePropertyName(UserFields.Username.Name)
            .WithErrorCode(IssueCodes.RequiredMissing)
            .WithMessage("A new user needs a username; give one in the source or have the mapping make one."));

        RuleFor(user => user.Email).Must(email => EmailSyntax.IsValid(email!)).When(user => !string.IsNullOrEmpty(user.Email))
            .OverridePropertyName(UserFields.Email.Name)
            .WithSeverity(Severity.Warning)
            .WithErrorCode(IssueCodes.EmailInvalid)
            .WithMessage("The email is no address such as name@example.edu and is left as it is in the LMS; correct it in the source.");

        RuleFor(user => user.Country).Must(country => CountryCodes.Contains(country!)).When(user => !string.IsNullOrEmpty(user.Country))
            .OverridePropertyName(UserFields.Country.Name)
            .WithSeverity(Severity.Warning)
            .WithErrorCode(IssueCodes.CountryUnknown)
            .WithMessage("The country is no code of ISO 3166-1 such as GB or DE and is left as it is in the LMS; translate it with a lookup.");
    }
}
